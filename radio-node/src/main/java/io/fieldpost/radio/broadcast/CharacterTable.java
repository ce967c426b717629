package io.fieldpost.radio.broadcast;

/**
 * The basic character table of RDS (IEC 62106, annex E, table E.1; EN 50067:1998). A code without a character becomes U+FFFD.
 */
final class CharacterTable {
    static final char UNKNOWN = '\uFFFD';

    private static final String UPPER =
            "áàéèíìóòúùÑÇŞß¡Ĳ" + "âäêëîïôöûüñçşǧıĳ" + "ªα©‰Ǧěňőπ€£$←↑→↓" + "º¹²³±İńűµ¿÷°¼½¾§" + "ÁÀÉÈÍÌÓÒÚÙŘČŠŽÐĿ"
                    + "ÂÄÊËÎÏÔÖÛÜřčšžđŀ" + "ÃÅÆŒŷÝÕØÞŊŔĆŚŹŦð" + "ãåæœŵýõøþŋŕćśźŧ" + UNKNOWN;

    private CharacterTable() {}

    /** The character of a code from 0 to 255. */
    static char of(int code) {
        if (code < 0x20 || code == 0x7F) {
            return UNKNOWN;
        }
        return switch (code) {
            case 0x24 -> '¤';
            case 0x5E -> '―';
            case 0x60 -> '‖';
            case 0x7E -> '¯';
            default -> code < 0x80 ? (char) code : UPPER.charAt(code - 0x80);
        };
    }
}
