/** What commands share that read the settings or ask a running server. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.app.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
