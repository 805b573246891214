//! Bytes → [`Text`]: the encoding is detected, wrong bytes are reported with their place.
