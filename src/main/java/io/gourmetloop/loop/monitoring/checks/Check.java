package io.gourmetloop.loop.monitoring.checks;

/** One question about production. Stateless; a run may take some seconds. */
public interface Check {
    /** Lower case with underscores: in settings (with hyphens), metrics and addresses. */
    String name();

    String title();

    /** What the value is and why it matters, in a sentence or two. */
    String meaning();

    Rule rule();

    CheckOutcome run(Comparison comparison);
}
