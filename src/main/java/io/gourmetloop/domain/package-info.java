/** The words of the product: values, error codes, failures. No I/O. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
