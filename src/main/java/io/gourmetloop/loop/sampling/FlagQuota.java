package io.gourmetloop.loop.sampling;

/**
 * How many flags of one session, and of one address, may become tasks on one day (UTC); 0 means all. The flags beyond it are
 * kept and answered as any other, and their coin is thrown with probability 0. Whether a flag is beyond depends on the
 * flags before it alone, never on its coin or its label, so estimates that weight by the inverse stay unbiased. For such an
 * image {@code 1 - (1 - p_random) (1 - p_low) (1 - p_flag)} is {@code 1 - (1 - p_random) (1 - p_low)}, as if nobody had
 * flagged it: above 0, since p_random never falls below its floor.
 */
record FlagQuota(int ofSession, int ofAddress) {
    boolean admits(FlagsToday before) {
        return admits(ofSession, before.ofSession()) && admits(ofAddress, before.ofAddress());
    }

    private static boolean admits(int limit, long before) {
        return limit == 0 || before < limit;
    }
}
