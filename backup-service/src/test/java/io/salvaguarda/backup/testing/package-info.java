/**
 * What the service's tests stand on: servers, source data, REST as a client asks. No assertions.
 */
package io.salvaguarda.backup.testing;
