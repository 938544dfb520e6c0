package io.gourmetloop.model.inference;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/** Frees what a piece of work allocated outside of the heap; without it, that waits for the garbage collector. */
final class NativeMemory {
    private NativeMemory() {}

    /** Every OpenCV object that the work creates dies with it, so none may be its result. */
    static <T> T freedAfter(Supplier<T> work) {
        PointerScope scope = new PointerScope();
        try {
            return work.get();
        } finally {
            scope.close();
        }
    }
}
