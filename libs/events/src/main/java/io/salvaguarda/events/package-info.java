/** x */
package io.salvaguarda.events;
