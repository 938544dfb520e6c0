package io.gourmetloop.loop.monitoring.statistics;

/** What a test found: how far two samples lie apart, and how often chance alone would put them as far. */
public record Tested(double statistic, double pValue) {}
