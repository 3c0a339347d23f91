//! Lists whose entries are taken out and put back, the last one first.

/// Lists over the numbers from 0, each of which is in one of them at most, and can be taken out and put back in its place in no
/// time.
#[derive(Debug)]
pub(super) struct Links {
    next: Vec<usize>,
    previous: Vec<usize>,
    most: usize,
}

impl Links {
    /// Lists of these numbers, in this order; all are below `most`.
    pub(super) fn new<'o>(lists: impl IntoIterator<Item = &'o Vec<usize>>, most: usize) -> Self {
        let mut links = Self {
            next: vec![most; most],
            previous: vec![most; most],
            most,
        };
        for order in lists {
            // The end of a list stands before its first entry too.
            let end = links.next.len();
            links.next.push(end);
            links.previous.push(end);
            let mut last = end;
            for entry in order {
                links.next[last] = *entry;
                links.previous[*entry] = last;
                last = *entry;
            }
            links.next[last] = end;
            links.previous[end] = last;
        }
        links
    }

    /// The first of a list.
    pub(super) fn first_of(&self, list: usize) -> Option<usize> {
        self.after(self.most + list)
    }

    /// The first of the only list.
    pub(super) fn first(&self) -> Option<usize> {
        self.first_of(0)
    }

    pub(super) fn after(&self, entry: usize) -> Option<usize> {
        let next = self.next[entry];
        (next < self.most).then_some(next)
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

    fn all(links: &Links, list: usize) -> Vec<usize> {
        std::iter::successors(links.first_of(list), |n| links.after(*n)).collect()
    }

    #[test]
    fn what_is_taken_out_comes_back_in_its_place() {
        let mut links = Links::new(&[vec![2, 0, 3], vec![], vec![1]], 4);
        assert_eq!(all(&links, 0), [2, 0, 3]);
        assert_eq!(all(&links, 1), [0; 0]);
        assert_eq!(all(&links, 2), [1]);
        links.take_out(0);
        links.take_out(2);
        assert_eq!(all(&links, 0), [3]);
        links.put_back(2);
        links.put_back(0);
        assert_eq!(all(&links, 0), [2, 0, 3]);
        assert_eq!(links.first(), Some(2));
        assert_eq!(Links::new(&[vec![]], 0).first(), None);
    }
}
