/** Pure policies: who is chosen for labeling, why, and with what probability. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.sampling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
