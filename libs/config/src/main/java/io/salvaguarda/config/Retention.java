package io.salvaguarda.config;

/**
 * Which backups stay.
 *
 * @param days younger backups stay; 30 by default
 * @param minimum as many of the newest backups stay, however old; 1 by default
 */
public record Retention(int days, int minimum) {}
