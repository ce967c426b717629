package io.fieldpost.opcua;

import io.fieldpost.opcua.value.Reading;
import io.fieldpost.opcua.value.ValueTaker;

/** Where the values of a session go: to nobody until somebody watches, and then there. */
final class Arrivals implements ValueTaker {
    private volatile ValueTaker watching = NONE;
    /** For one notification. */
    private ValueTaker taking = NONE;

    /** From the next notification on. */
    void goTo(ValueTaker watching) {
        this.watching = watching;
    }

    @Override
    public void begin() {
        taking = watching;
        taking.begin();
    }

    @Override
    public boolean take(int handle, Reading reading) {
        return taking.take(handle, reading);
    }

    @Override
    public void end() {
        taking.end();
    }
}
