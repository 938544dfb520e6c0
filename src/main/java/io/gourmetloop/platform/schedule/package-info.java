/** Periodic jobs, each on one instance of the cluster at a time, with a history table. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.schedule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
