/** Tests and estimators that compare two samples. Pure: values in, values out. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.monitoring.statistics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
