/** Label Studio's HTTP API in our words. What it answers is parsed here and nowhere else. */
@NullMarked
@CheckReturnValue
package io.gourmetloop.labelstudio;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
