/** Connection pool, transactions and migrations of PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
