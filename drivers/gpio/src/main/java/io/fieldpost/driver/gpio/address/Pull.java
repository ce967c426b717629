package io.fieldpost.driver.gpio.address;

/** The resistor inside the chip that holds an open input at a level. */
public enum Pull {
    UP("pull-up"),
    DOWN("pull-down"),
    NONE("pull-none");

    private final String word;

    Pull(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
