/** Every operator setting: one record tree, read and checked once. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
