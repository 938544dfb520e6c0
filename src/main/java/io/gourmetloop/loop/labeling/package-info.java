/** Task delivery, annotation sync, ground truth. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.labeling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
