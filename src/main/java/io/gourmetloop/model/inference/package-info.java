/** Bytes to picture, to tensor, to probabilities and embedding; bounded; models swapped while serving. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.model.inference;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
