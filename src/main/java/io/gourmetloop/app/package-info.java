/** The composition root and the command line. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
