/** The command that measures a server of its own beside bare inference. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
