//! Faults of reading the description.

use super::HolderFault;
use crate::agent::fault::reach;
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// The service is at /lcp, whatever path its address has.
    ADDRESS_GUESSED "address-guessed" ["description.address"],
        may ["description.*", "channel.tls-only"]
        reach::path_guessed;
    /// The address's query is cut off.
    QUERY_DROPPED "query-dropped" ["description.address"],
        may ["description.*"]
        reach::query_dropped;
    /// The address is what stands behind the first location= in the description.
    DESCRIPTION_BY_SEARCH "description-by-search" ["description.address"],
        may ["description.*", "response.no-entities"]
        reach::found_by_search;
    /// The address is read once in its life.
    ADDRESS_FOR_EVER "address-for-ever" ["description.moved"],
        may ["description.*", "channel.*"]
        reach::address_for_ever;
}
