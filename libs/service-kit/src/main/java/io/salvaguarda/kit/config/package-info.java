/**
 * Loads salvaguarda.yaml once, at start, or refuses to start. What it may say lives in libs/config.
 */
package io.salvaguarda.kit.config;
