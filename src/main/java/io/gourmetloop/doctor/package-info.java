/** Looks at all that the product stands on, and says what is wrong and what to do about it. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.doctor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
