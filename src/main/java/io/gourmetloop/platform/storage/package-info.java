/** Named bytes in S3. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.platform.storage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
