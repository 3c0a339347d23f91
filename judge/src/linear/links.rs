//! Lists whose entries are taken out and put back, the last one first.

/// A list over the numbers from 0, of which each can be taken out and put back in its place in no time.
#[derive(Debug)]
pub(super) struct Links {
    next: Vec<usize>,
    previous: Vec<usize>,
}

impl Links {
    /// A list of these numbers, in this order; all are below `most`.
    pub(super) fn new(order: impl IntoIterator<Item = usize>, most: usize) -> Self {
        // The last entry is the end, and stands before the first one too.
        let end = most;
        let mut links = Self {
            next: vec![end; most + 1],
            previous: vec![end; most + 1],
        };
        let mut last = end;
        for entry in order {
            links.next[last] = entry;
            links.previous[entry] = last;
            last = entry;
        }
        links.next[last] = end;
        links.previous[end] = last;
        links
    }

    fn end(&self) -> usize {
        self.next.len() - 1
    }

    pub(super) fn first(&self) -> Option<usize> {
        self.after(self.end())
    }

    pub(super) fn after(&self, entry: usize) -> Option<usize> {
        let next = self.next[entry];
        (next != self.end()).then_some(next)
    }

    pub(super) fn take_out(&mut self, entry: usize) {
        let (previous, next) = (self.previous[entry], self.next[entry]);
        self.next[previous] = next;
        self.previous[next] = previous;
    }

    /// Puts back the entry that was taken out last of those that are still out.
    pub(super) fn put_back(&mut self, entry: usize) {
        let (previous, next) = (self.previous[entry], self.next[entry]);
        self.next[previous] = entry;
        self.previous[next] = entry;
    }
}

#[cfg(test)]
mod tests {
    use super::Links;

    fn all(links: &Links) -> Vec<usize> {
        std::iter::successors(links.first(), |n| links.after(*n)).collect()
    }

    #[test]
    fn what_is_taken_out_comes_back_in_its_place() {
        let mut links = Links::new([2, 0, 3], 4);
        assert_eq!(all(&links), [2, 0, 3]);
        links.take_out(0);
        links.take_out(2);
        assert_eq!(all(&links), [3]);
        links.put_back(2);
        links.put_back(0);
        assert_eq!(all(&links), [2, 0, 3]);
        assert_eq!(all(&Links::new([], 0)), [0; 0]);
    }
}
