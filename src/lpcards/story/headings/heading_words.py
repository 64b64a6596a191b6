"""What people write above the parts of a story: the words of each framework, by language.

STAR, STARR, STAR-L, CAR, CARL, SOAR, PARADE, SAR and PAR differ in their words, not in what stands
below them: each word means one of the five steps.
"""

import re
import unicodedata
from collections.abc import Iterator

from lpcards.story.part import STEPS

SITUATION, TASK, ACTION, RESULT, REFLECTION = STEPS
OBSTACLE = "obstacle"
"""The situation, or where there is one already, the task: `Challenge`, `Problem`."""
TITLE, PRINCIPLE, ASKED, TAGS = "title", "principle", "asked", "tags"
QUESTION, ANSWER, FOLLOWUPS = "question", "answer", "followups"
LABEL = "label"
"""Says that a story comes, and nothing of it: `STAR answer`."""

_WORDS = {
    "English": {
        SITUATION: "situation|context|background|setting|scenario|initial situation|setup|set-up|"
        "scene|sit|starting point|what happened|situation overview|anticipated consequence|"
        "anticipated consequences|business context",
        OBSTACLE: "challenge|challenges|obstacle|obstacles|complication|problem|problem statement|"
        "issue|hurdle|hurdles|conflict|key challenge|main challenge",
        TASK: "task|tasks|goal|goals|objective|objectives|target|targets|role|responsibility|"
        "responsibilities|assignment|mission|my part|my job",
        ACTION: "action|actions|act|action taken|actions taken|what i did|what did i do|steps|"
        "steps taken|approach|activities|solution|execution|implementation|intervention|fix|"
        "what we did|decision|decision made|decision-making|decision-making rationale|"
        "decision rationale|actions i took|action i took|key actions|what i did about it|response",
        RESULT: "result|results|res|outcome|outcomes|impact|end result|end results|final result|"
        "final results|metrics|business impact|effect|effects|measurable results|key results|"
        "business results|result achieved|results achieved",
        REFLECTION: "reflection|reflections|learning|learnings|lesson|lessons|lesson learned|"
        "lessons learned|lesson learnt|lessons learnt|what i learned|what i learnt|takeaway|"
        "takeaways|key takeaway|key takeaways|key learning|key learnings|key lesson|key lessons|"
        "retro|retrospective|hindsight|in hindsight|next time|what i would do differently|"
        "what i'd do differently|what would i do differently|what i would do differently next time|"
        "what i'd do differently next time|what i took away|insight|insights|learn|"
        "what i would change|what i'd change|what would i do different|what i would do different|"
        "what i'd do different",
        TITLE: "title|story title|story name|headline",
        PRINCIPLE: "principle|principles|leadership principle|leadership principles|lp|lps|"
        "amazon lp|amazon lps|primary lp|secondary lp|lp tags|competency|competencies|"
        "primary principle|secondary principle|amazon leadership principle|"
        "amazon leadership principles",
        ASKED: "interview question|interviewer's question|prompt|behavioral question|"
        "behavioural question|asked|interviewer",
        LABEL: "star|star answer|star method|star story|star format|star response|star example|"
        "star framework|star notes|story|my story|full story|notes|my notes|example answer",
        TAGS: "tags|tag|filetags|labels|category|categories|keywords|themes|theme",
        QUESTION: "q|question|probe|follow-up|follow up|followup",
        ANSWER: "answer",
    },
    "German": {
        SITUATION: "ausgangssituation|ausgangslage|kontext|hintergrund|lage",
        OBSTACLE: "herausforderung|herausforderungen|schwierigkeit|hindernis",
        TASK: "aufgabe|aufgaben|aufgabenstellung|ziel|ziele|zielsetzung|auftrag|rolle|"
        "verantwortung|meine aufgabe|meine rolle|mein auftrag|mein ziel",
        ACTION: "aktion|aktionen|handlung|handlungen|maßnahme|maßnahmen|vorgehen|vorgehensweise|"
        "mein vorgehen|umsetzung|was ich getan habe|was ich gemacht habe|aktivitäten|lösung|"
        "meine handlung|meine aktion",
        RESULT: "ergebnis|ergebnisse|resultat|resultate|wirkung|auswirkung|auswirkungen|erfolg",
        REFLECTION: "reflexion|erkenntnis|erkenntnisse|lerneffekt|gelernt|was ich gelernt habe|"
        "fazit|rückblick|lernpunkt|lernpunkte|lehre|lehren",
        TITLE: "titel",
        PRINCIPLE: "prinzip|führungsprinzip|führungsprinzipien",
        ASKED: "interviewfrage",
        QUESTION: "frage|rückfrage|nachfrage",
        ANSWER: "antwort",
        FOLLOWUPS: "rückfragen|nachfragen|mögliche rückfragen|mögliche nachfragen",
    },
    "Spanish": {
        SITUATION: "situación|contexto|antecedentes|la situación",
        OBSTACLE: "reto|desafío|problema|obstáculo|dificultad|el problema|el reto",
        TASK: "tarea|tareas|objetivo|objetivos|meta|responsabilidad|mi papel|papel|rol|mi tarea|"
        "mi rol|la tarea",
        ACTION: "acción|acciones|qué hice|lo que hice|solución|actuación|enfoque|mis acciones|"
        "la acción",
        RESULT: "resultado|resultados|impacto|el resultado",
        REFLECTION: "reflexión|aprendizaje|aprendizajes|lección|lecciones|lecciones aprendidas|"
        "lo que aprendí|qué aprendí|conclusión",
        TITLE: "título",
        PRINCIPLE: "principio|principios",
        QUESTION: "pregunta",
        ANSWER: "respuesta",
        FOLLOWUPS: "preguntas|preguntas de seguimiento",
    },
    "Portuguese": {
        SITUATION: "situação",
        OBSTACLE: "desafio|problema|obstáculo|dificuldade",
        TASK: "tarefa|tarefas|objetivo|objetivos|meta|responsabilidade|meu papel|minha tarefa|"
        "minha função",
        ACTION: "ação|ações|acção|acções|o que fiz|o que eu fiz|abordagem|solução|minhas ações",
        RESULT: "resultado|resultados|impacto",
        REFLECTION: "reflexão|aprendizado|aprendizados|aprendizagem|lição|lições|"
        "lições aprendidas|o que aprendi|o que eu aprendi|conclusão",
        TITLE: "título",
        PRINCIPLE: "princípio|princípios",
        QUESTION: "pergunta",
        ANSWER: "resposta",
        FOLLOWUPS: "perguntas|perguntas de acompanhamento",
    },
    "French": {
        SITUATION: "contexte|la situation",
        OBSTACLE: "défi|problème|enjeu|difficulté|le défi|le problème",
        TASK: "tâche|tâches|mission|objectif|objectifs|rôle|mon rôle|responsabilité|ma tâche|"
        "ma mission|mon objectif|la tâche",
        ACTION: "ce que j'ai fait|démarche|approche|mise en œuvre|mes actions|l'action",
        RESULT: "résultat|résultats|bilan|le résultat|les résultats",
        REFLECTION: "réflexion|apprentissage|apprentissages|leçon|leçons|leçons apprises|"
        "ce que j'ai appris|enseignement|enseignements",
        TITLE: "titre",
        PRINCIPLE: "principe|principes",
        ANSWER: "réponse",
        FOLLOWUPS: "questions de relance|relances",
    },
    "Italian": {
        SITUATION: "situazione|contesto|la situazione",
        OBSTACLE: "sfida|ostacolo|difficoltà",
        TASK: "compito|compiti|obiettivo|obiettivi|ruolo|il mio ruolo|il mio compito",
        ACTION: "azione|azioni|cosa ho fatto|le mie azioni|soluzione",
        RESULT: "risultato|risultati|impatto",
        REFLECTION: "riflessione|lezione|lezioni|lezioni apprese|cosa ho imparato|apprendimento",
        TITLE: "titolo",
        QUESTION: "domanda",
        ANSWER: "risposta",
    },
    "Dutch": {
        SITUATION: "situatie|achtergrond|de situatie",
        OBSTACLE: "uitdaging|probleem",
        TASK: "taak|taken|doel|rol|mijn rol|mijn taak|opdracht|verantwoordelijkheid",
        ACTION: "actie|acties|aanpak|wat ik deed|mijn aanpak|activiteiten",
        RESULT: "resultaat|resultaten|uitkomst|effect",
        REFLECTION: "reflectie|geleerd|wat ik leerde|wat ik heb geleerd|lessen|geleerde lessen|"
        "terugblik",
        QUESTION: "vraag",
        ANSWER: "antwoord",
    },
    "Hindi": {
        SITUATION: "स्थिति|परिस्थिति|संदर्भ|पृष्ठभूमि",
        OBSTACLE: "चुनौती|समस्या",
        TASK: "कार्य|लक्ष्य|उद्देश्य|ज़िम्मेदारी|जिम्मेदारी|भूमिका|मेरी भूमिका|मेरा कार्य|मेरा काम",
        ACTION: "कार्रवाई|कार्यवाही|कदम|क्रिया|मैंने क्या किया",
        RESULT: "परिणाम|नतीजा|नतीजे|प्रभाव",
        REFLECTION: "सीख|सबक|चिंतन|मैंने क्या सीखा",
        TITLE: "शीर्षक",
        PRINCIPLE: "सिद्धांत",
        QUESTION: "प्रश्न|सवाल",
        ANSWER: "उत्तर|जवाब",
    },
    "Chinese": {
        SITUATION: "情境|情况|情況|情景|背景|情形|处境",
        OBSTACLE: "挑战|挑戰|问题|問題|困难|困難",
        TASK: "任务|任務|目标|目標|职责|職責|我的任务|我的角色",
        ACTION: "行动|行動|措施|做法|我的行动|我做了什么|采取的行动",
        RESULT: "结果|結果|成果|影响|影響|成效",
        REFLECTION: "反思|总结|總結|收获|收穫|我学到了什么|经验教训|經驗教訓|复盘|学到的",
        TITLE: "标题|標題",
        PRINCIPLE: "原则|原則|领导力准则",
        FOLLOWUPS: "追问|追問",
    },
    "Japanese": {
        SITUATION: "状況|シチュエーション",
        OBSTACLE: "課題|問題点",
        TASK: "役割|タスク|私の役割",
        ACTION: "アクション|対応|取った行動|私の行動",
        RESULT: "リザルト",
        REFLECTION: "学び|振り返り|反省|教訓|学んだこと",
        TITLE: "タイトル|題名",
        QUESTION: "質問",
        ANSWER: "回答",
    },
}
_ARTICLES = re.compile(r"\A(?:the|my|our|a|star|key)\s+")
_FOLLOWUPS = re.compile(
    r"\bfollow[- ]?ups\b|\bfollow[- ]?up questions?\b|\bprob(?:es|ing questions)\b|"
    r"\A(?:possible|likely|expected|potential) (?:probes|questions)\b|\Aquestions\Z"
)
_COMPOUND = re.compile(r"(?<!\s)\s*+(?:[/&+,、·]|\b(?:and|or|und|oder|y|e|et|ou|en)\b)\s*")
_APOSTROPHES = {ord(sign): None for sign in "'’‘`"}


def folded(text: str) -> str:
    """Return a text as words are compared: small letters, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    return "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f")


def _entries() -> Iterator[tuple[str, tuple[str, str]]]:
    for language, kinds in _WORDS.items():
        for kind, words in kinds.items():
            yield from ((folded(word), (kind, language)) for word in words.split("|"))


KINDS = dict(reversed([*_entries()]))
"""Folded word -> its kind and its language; of a word of several languages, the first."""
_SWAPPED, _DROPPED = 4, 6
"""Letters of a word in which two neighbours may change places, and of one that may lack one."""


def _slips_of(word: str) -> Iterator[str]:
    """Yield how a word comes out when two of its letters are swapped, or one is left out."""
    inner = range(1, len(word))
    if len(word) >= _SWAPPED:
        yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inner[:-1])
    if len(word) >= _DROPPED:
        yield from (word[:at] + word[at + 1 :] for at in inner)


SLIPS = {
    slip: KINDS[word]
    for kind in STEPS
    for word in _WORDS["English"][kind].split("|")
    if word.isalpha()
    for slip in _slips_of(word)
    if slip not in KINDS
}
"""Slip of the pen -> what the word means that was meant: `Reslut`, `Sitution`."""


def kinds_named(name: str) -> tuple[tuple[str, ...], str]:
    """Return what a heading's words mean, each part of them, and their language.

    `Results & Impact` means the Result; () is no heading of ours: `Stakeholders`.
    """
    words = " ".join(folded(name).split())
    if found := _kind(words):
        return (found[0],), found[1]
    parts = [part for part in _COMPOUND.split(words) if part]
    are_letters = all(part in LETTERS for part in parts)
    found_all = [(LETTERS[part], "") if are_letters else _kind(part) for part in parts]
    if len(parts) < 2 or None in found_all:  # noqa: PLR2004
        return (), ""
    kinds = dict.fromkeys(found[0] for found in found_all if found)
    return tuple(kinds), next(found[1] for found in found_all if found)


def _kind(words: str) -> tuple[str, str] | None:
    bare = _ARTICLES.sub("", words)
    if found := KINDS.get(words) or KINDS.get(bare) or SLIPS.get(bare):
        return found
    return (FOLLOWUPS, "English") if _FOLLOWUPS.search(words) else None


FRAMEWORKS = {
    "parade": (SITUATION, SITUATION, TASK, ACTION, ACTION, RESULT),
    "starr": (SITUATION, TASK, ACTION, RESULT, REFLECTION),
    "starl": (SITUATION, TASK, ACTION, RESULT, REFLECTION),
    "start": (SITUATION, TASK, ACTION, RESULT, REFLECTION),
    "soarl": (SITUATION, TASK, ACTION, RESULT, REFLECTION),
    "scar": (SITUATION, TASK, ACTION, RESULT),
    "star": (SITUATION, TASK, ACTION, RESULT),
    "soar": (SITUATION, TASK, ACTION, RESULT),
    "carl": (SITUATION, ACTION, RESULT, REFLECTION),
    "car": (SITUATION, ACTION, RESULT),
    "sar": (SITUATION, ACTION, RESULT),
    "par": (SITUATION, ACTION, RESULT),
}
"""Letters in their order -> the step of each; the longest first."""
LETTERS = {"s": SITUATION, "t": TASK, "a": ACTION, "r": RESULT}
"""What a letter means outside of a whole framework."""
ORDER = {name: at for at, name in enumerate(STEPS)}

_LEAD = r"(?:(?:please|ok|okay|so|alright|all right|great|now|well|sure|and)\b[,.]?\s+){0,3}+"
_ASKS = re.compile(
    rf"{_LEAD}(?:tell (?:me|us) |describe |give (?:me |us )?an? |walk (?:me|us) through |"
    r"share |talk (?:me |us )?(?:about|through) |have you ever |when (?:did|have|was) |"
    r"can you |could you |what |how |why |which |who |where |do you |did you |are you |is there )",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    rf"{_LEAD}(?:tell (?:me|us) about |describe (?:a|an|the|how|your|one) |"
    r"give (?:me |us )?an? (?:example|instance|time) |share (?:a|an|your) |"
    r"walk (?:me|us) through |talk (?:me |us )?(?:about|through) (?:a|an|your) )",
    re.IGNORECASE,
)
_OF_A_TIME = re.compile(
    r"\b(?:a time|an? (?:\w+ )?(?:example|situation|instance|project|decision|mistake|conflict|"
    r"occasion|goal|deadline|challenge|failure)|have you ever)\b",
    re.IGNORECASE,
)


def is_interviewers(text: str) -> bool:
    """Say whether a line is what an interviewer asks for a story: `Tell me about a time ...`."""
    words = text.strip(" \"“”'*_#.")
    return bool(_ORDERS.match(words) or (_ASKS.match(words) and _OF_A_TIME.search(words)))


def is_question(text: str) -> bool:
    """Say whether a line asks something."""
    words = text.strip(" \"”'*_)")
    return words.endswith(("?", "？", "؟")) or bool(_ORDERS.match(words))
