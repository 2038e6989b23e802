use super::*;

/// Two sentences, a few times over.
fn treebank() -> String {
    let sentence = |words: &[(&str, &str, &str, &str, usize, &str)]| {
        let line =
            |(at, (word, lemma, upos, xpos, head, rel)): (usize, &(&str, &str, &str, &str, usize, &str))| {
                format!("{}\t{word}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{rel}\t_\t_\n", at + 1)
            };
        words.iter().enumerate().map(line).collect::<String>() + "\n"
    };
    let one = sentence(&[
        ("Lumen", "Lumen", "PROPN", "NNP", 2, "nsubj"),
        ("buys", "buy", "VERB", "VBZ", 0, "root"),
        ("parts", "part", "NOUN", "NNS", 2, "obj"),
        (".", ".", "PUNCT", ".", 2, "punct"),
    ]);
    let two = sentence(&[
        ("The", "the", "DET", "DT", 2, "det"),
        ("parts", "part", "NOUN", "NNS", 3, "nsubj"),
        ("work", "work", "VERB", "VBP", 0, "root"),
    ]);
    format!("# comment\n{one}{two}").repeat(12)
}

#[test]
fn training_learns_and_gives_the_same_bytes_each_time() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("tiny.conllu");
    std::fs::write(&corpus, treebank()).unwrap();
    let [one, two] = ["one", "two"].map(|name| dir.path().join(name));
    let report = train(std::slice::from_ref(&corpus), &one, &|_| ()).unwrap();
    train(std::slice::from_ref(&corpus), &two, &|_| ()).unwrap();
    assert_eq!((report.sentences, report.words), (24, 84));
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
    let scores = measure(&one, &corpus).unwrap();
    assert_eq!((scores.upos, scores.lemmas), (84, 84));
    assert!(scores.relations >= 70, "{scores}");
}

#[test]
fn what_is_no_treebank_is_told_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("wrong.conllu");
    std::fs::write(&corpus, "1\tLumen\tLumen\n").unwrap();
    let problem = train(std::slice::from_ref(&corpus), &dir.path().join("out"), &|_| ()).unwrap_err();
    assert!(problem.to_string().contains("wrong.conllu:1:1: ten columns are expected"));
    let problem = train(&[dir.path().join("none")], &dir.path().join("out"), &|_| ()).unwrap_err();
    assert!(problem.message.starts_with("cannot be read"));
}
