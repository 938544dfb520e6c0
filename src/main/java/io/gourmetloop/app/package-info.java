/** Where the program begins: the command line, and the server as a process. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
