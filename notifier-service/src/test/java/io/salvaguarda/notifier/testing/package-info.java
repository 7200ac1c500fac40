/** The real servers of this module's tests and what several tests say alike. No assertions. */
package io.salvaguarda.notifier.testing;
