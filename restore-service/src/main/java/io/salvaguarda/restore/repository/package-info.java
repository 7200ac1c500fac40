/** The suite's configured repositories and the scratch folder, as beans. No feature. */
package io.salvaguarda.restore.repository;
