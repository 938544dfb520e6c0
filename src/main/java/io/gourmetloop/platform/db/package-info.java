/** Connection pool, migrations and the lock of the leader. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
