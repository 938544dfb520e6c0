/** The command that plays end users and annotators against a running server. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
