/** How accurate the model in production is, as numbers and gauges. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.loop.monitoring;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
