/** HTTP: parse, call, reply. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
