/** What one caller may hold of the server: connections, memory and time. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.web.limits;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
