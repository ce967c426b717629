package io.fieldpost.opcua.value;

/**
 * Takes the values of data change notifications straight from their decoding, in the order in which the server sent them. Milo's own way
 * makes eight objects of each value and searches its item in a map. Called by one thread at a time.
 */
public interface ValueTaker {
    /** Nobody watches anything: all values are left to Milo. */
    ValueTaker NONE = new ValueTaker() {
        @Override
        public void begin() {
            // there is nothing to be told
        }

        @Override
        public boolean take(int handle, Reading reading) {
            return false;
        }

        @Override
        public void end() {
            // there is nothing to be told
        }
    };

    /** A notification has come. */
    void begin();

    /**
     * One of its values.
     *
     * @param handle the item's client handle, its 32 bits
     * @param reading the value, until this returns
     * @return whether the item is known; if not, Milo may know it
     */
    boolean take(int handle, Reading reading);

    /** The notification was read, as far as it could be. */
    void end();
}
