/** The predict and feedback use cases. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.prediction;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
