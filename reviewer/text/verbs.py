"""Verbs in their base form: the common ones, and those of government prose."""

from __future__ import annotations

from typing import Final

VERBS: Final = frozenset(
    """
ascertain bolster buck burnish deliberate eat fry grab hone lean leapfrog lure outpace retool scrap thwart woo
abandon abide abolish absorb abstain abuse accelerate accept access accommodate accompany accomplish account accrue accumulate accuse achieve acknowledge acquire act
activate adapt add address adhere adjust administer admit adopt advance advertise advise advocate affect affirm afford agree aid aim align alleviate allocate allot allow alter
amend amplify analyze announce answer anticipate apologize appeal appear apply appoint appraise appreciate approach approve arise arouse arrange arrest arrive
articulate ask aspire assemble assert assess assign assist associate assume assure attach attack attain attempt attend attract audit augment authorize avert avoid await
awaken award back ban base be bear beat become begin behave believe belong benefit bid bind blaze blend block boost borrow break brief bring broaden
build bundle burn bury buy calculate call calm cancel capitalize care carry cascade catch categorize cater cause caution cease celebrate center certify challenge champion change channel characterize charge
chart check cherish choose circulate cite clarify clean clear cling close coach collaborate collect combat combine come command commemorate commence commend comment
commission commit communicate compare compensate compete compile complement complete comply compose comprehend compress compromise compute concentrate conceive concern conclude condemn conduct
confer confess confine confirm conform confront congratulate connect conquer consider consist consolidate constitute constrain construct consult consume contact contain continue contract contribute control
convene converge convert convey convict convince cooperate coordinate cope copy correct correspond corroborate cost counter cover crack craft crave create credit criticize cross crush cultivate curb cure
customize cut damage dare deal debate decide declare decline decompose decrease dedicate deem deepen defeat defend define defuse delay delegate delete deliver demand demolish demonstrate deny
depart depend depict deploy depose derive describe deserve design designate desire destroy detain detect deter determine devalue develop deviate devise devote diagnose dictate differ differentiate
dig digest digitalize digitize dilute direct disagree disappear discard discharge disclose discourage discover discuss dismantle dismiss dispatch disperse display dispose disrupt disseminate distinguish distribute disturb
diversify divert divide do dominate donate double draft drag drain draw drive drop dwell earn ease educate elaborate elect electrify elevate eliminate embark embed embody embrace emerge emit emphasize
employ empower emulate enable enact encompass encounter encourage end endanger endeavor endorse endow enforce engage enhance enjoy enlarge enlighten enlist enrich enroll enshrine ensure entail enter entertain entitle
entrust equal equip eradicate erect escalate escape escort espouse establish estimate evacuate evaluate evolve examine exceed excel exchange exclude execute exempt exercise exert exhibit exist expand expect
expedite expel expend experience experiment explain exploit explore export expose express extend extinguish extract face facilitate fail fall falsify familiarize farm fasten favor fear feature feed feel fence fetch fight
file fill finalize finance find fine finish fire fit fix flourish flow fluctuate focus follow forbid force forecast foresee forestall forge forget form formalize formulate forsake fortify forward foster found
fractionate free freeze fulfill fulfil function fund further gain galvanize gather gauge generate get give gloss go govern grade grant grasp greet grind group grow guarantee guard guide halt hamper hand handle
happen harbor harden harm harmonize harness harvest hasten have head heal hear heat heed heighten help herald highlight hinder hire hit hoist hold honor host house hurry identify ignite ignore illuminate illustrate imagine
imbue imitate immerse impact impede implement import impose impress improve inaugurate include incorporate increase incubate inculcate incur indicate individualize indulge industrialize infect infer inflict influence inform infringe infuse
inhabit inherit inhibit initiate inject injure innovate inoculate inquire insert insist inspect inspire install instigate instill institute institutionalize instruct insulate insure integrate intend intensify interact intercept
interfere interpret intervene interview introduce invade invest investigate invigorate invite involve isolate issue join judge jump justify keep kick kill kindle know label lack land last launch lay lead leap learn leave lecture legalize legislate lend
lessen let leverage levy liaise liberate license lie lift light like limit link liquidate list listen live load localize locate lock lodge look loosen lose love lower mainstream maintain make manage mandate manifest manufacture
map march mark market marry master match materialize matter maximize mean measure mediate meet melt memorize mend mention merge migrate mind minimize mislead miss mitigate mix mobilize model moderate modernize modify monitor motivate mount move multiply
name narrow nationalize necessitate need neglect negotiate neutralize nominate normalize notice notify nourish number nurture obey object oblige observe obstruct obtain occupy occur offend offer offset omit open operate oppose optimize order organize
orient originate oust outline outsource overcome overhaul overlook oversee overtake owe own pace pack package paint participate pass patrol pave pay peak penalize penetrate perceive perfect perform permit persist persuade pick pilot pinpoint
pioneer place plan plant play plead please pledge plug plunge point polish pool popularize populate pose position possess postpone pour practice praise preach precede predict prefer prepare prescribe present preserve preside press pressure presume pretend
prevail prevent price print prioritize privatize probe proceed process proclaim procure produce profess profit program progress prohibit project prolong promise promote prompt promulgate propagandize propagate propel propose prosecute prosper protect protest prove provide provoke prune
publicize publish pull punish purchase purify pursue push put qualify quantify quarantine quell quench question quicken quit quote radiate raise rally range rank rate ratify rationalize reach react read reaffirm realize reap reappoint rebuild rebut recall receive recognize recommend
reconcile reconstruct record recover recruit rectify recuperate recycle redeem redouble redress reduce reemploy refer refine reflect reform refrain refresh refuse refute regain regard register regret regulate rehabilitate reimburse reinforce reinvigorate reiterate reject rejoice rejuvenate relate relax
relay release relieve relocate rely remain remedy remember remind remit remove render renew renounce renovate rent reorganize repair repay repeal repeat replace replenish reply report repose represent request require rescue research resemble reserve reset reside resist resolve
resort respect respond rest restart restore restrain restrict restructure result resume retain retire retreat retrieve return reuse reveal reverse review revise revitalize revive revoke reward ride rise roll root rotate ruin rule run rush sacrifice safeguard salute salvage sanction satisfy save say
scale scan schedule score scour screen scrutinize seal search secure see seek seem seize select sell send separate serve set settle shape share sharpen shelter shift shine ship shore shorten shoot shoulder shout show shrink shun shut sign signal simplify simulate sing sink situate slash
slow smash smooth solicit solidify solve sort sound sow spare spark speak spearhead specialize specify spell spend split sponsor spot spread spur squeeze stabilize staff stage stamp stand standardize start state station stay steer stem step stick stimulate stipulate stop store straighten strategize stream streamline strengthen
stress stretch strike string strive structure struggle study stumble subdue subject submit subordinate subscribe subsidize substantiate substitute succeed suffer suggest suit sum summarize summon supervise supplement supply support suppress surmount surpass surround survey survive suspect suspend sustain sweep
switch symbolize sympathize synchronize synthesize systematize tackle tailor take talk tap target task tax teach team tell temper tend term terminate test thank thin think threaten thrive throw tide tie tighten toast toil tolerate top total touch toughen tour tow trace track trade train transact transcend transfer
transform transition translate transmit transplant transport travel treat trigger triple triumph trust try tune turn twin uncover undergo underline undermine underpin understand undertake undo unearth unfold unify unite unleash unlock unveil upgrade uphold urbanize urge use usher utilize vaccinate validate value vary verify veto vie view violate visit
vitalize voice volunteer vote vow wage wait waive walk want warm warn wash waste watch water weaken wear weave weed weigh welcome widen will win wipe wish withdraw withhold withstand witness work worry worsen wrap write yield zone
""".split()
)
"""Base forms; many are nouns too."""

NOUNS_TOO: Final = frozenset(
    """
award center clean commission concern control delegate deliberate design desire direct display double draft fall farm fire fund grade group head honor labor land love lower market master measure model number pilot position power press
process program progress project rate reform relief report rescue research reserve root staff state study task tax team test top total travel volunteer water work
    """.split()
)
"""Of them, those that stand in a noun phrase at least as often ("work safety", "pilot zone", "total output")."""
