/** Processes that share a store in simulated time, stopped and killed at any of their requests. */
package io.salvaguarda.repository.simulation;
