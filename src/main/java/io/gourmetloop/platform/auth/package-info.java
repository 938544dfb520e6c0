/** Accounts, sessions, API tokens, roles. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.auth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
