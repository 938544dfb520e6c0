/** The composition root: what the server is made of, from the ground up; {@link io.gourmetloop.app.server.App} says how. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app.server;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
