/** The checks in production: which photos are compared, when, and what is kept and shown of it. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.monitoring.drift;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
