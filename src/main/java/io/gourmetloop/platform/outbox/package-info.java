/** What leaves the process leaves if, and only if, its transaction commits. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
