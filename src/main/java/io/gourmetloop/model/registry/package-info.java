/** Model versions, their artifacts and provenance, and what served when. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.model.registry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
