/**
 * salvaguarda.yaml: read as a whole, checked as a whole, every mistake with its place and its
 * remedy.
 *
 * <p>Plain Java, so that the CLI can check a configuration on a machine where no service runs. No
 * framework, no connection to anything that the configuration names.
 */
package io.salvaguarda.config;
