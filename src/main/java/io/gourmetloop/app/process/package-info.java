/** What the server and the commands share as processes of one machine: their log, how they wait and fail, how they meet. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
