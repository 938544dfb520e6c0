package io.gourmetloop.loop.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.config.SamplingConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Throws the coins of all streams under one set of settings. Pure: the same image gets the same draw, at any time. */
public final class Sampler {
    private final double evaluationShare;
    private final List<SamplingPolicy> onPrediction;
    private final SamplingPolicy onFlag;
    private final FlagQuota flagQuota;
    private final String policyVersion;
    private final boolean capped;
    private final Salt salt;

    public Sampler(SamplingConfig config, Salt salt) {
        var random = config.random();
        var low = config.lowConfidence();
        var feedback = config.userFeedback();
        this.evaluationShare = config.evaluationShare();
        // in the order of the streams: the first that chooses an image carries its task
        this.onPrediction = List.of(
                new SamplingPolicy.Random(random.rate(), random.floor(), new DailyCap(random.dailyCap())),
                new SamplingPolicy.LowConfidence(
                        new Confidence(low.threshold()), low.rate(), new DailyCap(low.dailyCap())));
        this.onFlag = new SamplingPolicy.UserFeedback(feedback.rate(), new DailyCap(feedback.dailyCap()));
        this.flagQuota = new FlagQuota(feedback.sessionDailyCap(), feedback.addressDailyCap());
        this.capped = random.dailyCap() > 0 || low.dailyCap() > 0;
        this.policyVersion = versionOf(config);
        this.salt = salt;
    }

    /** Whether {@link #decide} looks at counts: where it does not, {@link ChosenToday#NONE} will do. */
    public boolean capped() {
        return capped;
    }

    /** First 12 hexadecimal digits of a hash of the settings: equal settings have equal versions, on every server. */
    public String policyVersion() {
        return policyVersion;
    }

    /** EVAL when the digest of the stored bytes, as a fraction, lies below the share: the same picture, the same role. */
    public Role role(Sha256 storedPhoto) {
        return storedPhoto.asFraction() < evaluationShare ? Role.EVAL : Role.TRAIN;
    }

    /** Draws for a new prediction: one entry each for the random and the low-confidence stream, chosen or not. */
    public SamplingDraw decide(
            PredictionId prediction, Confidence confidence, Sha256 storedPhoto, ChosenToday chosenToday) {
        Role role = role(storedPhoto);
        List<LedgerEntry> ledger = new ArrayList<>();
        boolean hasTask = false;
        for (SamplingPolicy policy : onPrediction) {
            LedgerEntry entry = entry(policy, prediction, confidence, role, hasTask, chosenToday);
            hasTask |= entry.task() != null;
            ledger.add(entry);
        }
        return new SamplingDraw(role, ledger);
    }

    /**
     * Draw for a prediction that a user flags or corrects for the first time: one entry of the user-feedback stream, to be
     * kept in the feedback's transaction. A later flag changes nothing: the first row stands, as its coin would.
     */
    public SamplingDraw flag(
            PredictionId prediction,
            Confidence confidence,
            Role role,
            boolean hasTask,
            ChosenToday chosenToday,
            FlagsToday before) {
        SamplingPolicy policy = flagQuota.admits(before) ? onFlag : SamplingPolicy.UserFeedback.NEVER;
        return new SamplingDraw(role, List.of(entry(policy, prediction, confidence, role, hasTask, chosenToday)));
    }

    /**
     * Draw for a TRAIN image without a task that is picked for training, by hand or by a strategy: it is certain, so the
     * coin decides nothing and no estimate may ever weigh by it.
     */
    public SamplingDraw pick(PredictionId prediction) {
        Coin coin = Coin.toss(prediction, SamplingStream.ACTIVE_LEARNING, salt);
        Decision decision = new Decision(SamplingStream.ACTIVE_LEARNING, 1, coin.value());
        return new SamplingDraw(
                Role.TRAIN, List.of(new LedgerEntry(decision, Purpose.TRAIN, policyVersion, salt.id())));
    }

    private LedgerEntry entry(
            SamplingPolicy policy,
            PredictionId prediction,
            Confidence confidence,
            Role role,
            boolean hasTask,
            ChosenToday chosenToday) {
        Decision decision = policy.decide(prediction, confidence, salt, chosenToday.of(policy.stream()));
        return new LedgerEntry(decision, hasTask ? null : purpose(decision, role), policyVersion, salt.id());
    }

    /** Blind when the random coin chose the image, or when it is there to evaluate, whatever coin chose it. */
    private static @Nullable Purpose purpose(Decision decision, Role role) {
        if (!decision.chosen()) {
            return null;
        }
        boolean blind = decision.stream() == SamplingStream.RANDOM || role == Role.EVAL;
        return blind ? Purpose.EVALUATION : Purpose.TRAIN;
    }

    private static String versionOf(SamplingConfig config) {
        var random = config.random();
        var low = config.lowConfidence();
        var feedback = config.userFeedback();
        String settings = "evaluation " + config.evaluationShare()
                + "; random " + random.rate() + " " + random.floor() + " " + random.dailyCap()
                + "; low_confidence " + low.threshold() + " " + low.rate() + " " + low.dailyCap()
                + "; user_feedback " + feedback.rate() + " " + feedback.dailyCap() + " " + feedback.sessionDailyCap()
                + " " + feedback.addressDailyCap();
        return Sha256.of(settings.getBytes(UTF_8)).hex().substring(0, 12);
    }
}
