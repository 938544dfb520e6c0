/** The commands that look after an installation, whether its server runs or not. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app.command;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
