/** Drift and data checks: photos in, findings out. Pure. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.monitoring.checks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
