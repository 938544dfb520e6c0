/** PostgreSQL and S3 inside of the process. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
