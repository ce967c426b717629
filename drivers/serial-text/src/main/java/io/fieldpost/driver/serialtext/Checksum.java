package io.fieldpost.driver.serialtext;

/** What the last two characters of a line are: hexadecimal digits of a sum over the bytes before them. */
enum Checksum {
    /** Text like the rest. */
    NONE {
        @Override
        int plus(int sum, byte b) {
            return sum;
        }
    },
    /** Exclusive or of all bytes. */
    XOR {
        @Override
        int plus(int sum, byte b) {
            return sum ^ b;
        }
    },
    /** Sum of all bytes, of which the lowest eight bits count. */
    SUM {
        @Override
        int plus(int sum, byte b) {
            return sum + b;
        }
    };

    private static final int DIGITS = 2;

    abstract int plus(int sum, byte b);

    /** How many bytes at the end of a line are not its text. */
    int length() {
        return this == NONE ? 0 : DIGITS;
    }

    boolean isRight(byte[] line) {
        if (this == NONE) {
            return true;
        }
        int text = line.length - DIGITS;
        if (text < 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text; i++) {
            sum = plus(sum, line[i]);
        }
        return (sum & 0xFF) == 16 * Character.digit(line[text], 16) + Character.digit(line[text + 1], 16);
    }
}
