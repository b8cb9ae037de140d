/* An id from the pinyin of a name, as build.py new proposes one (authoring/id_proposals.py); loaded when somebody comes to the field.

   The 3,755 characters of daily use are the first level of GB 2312, which is sorted by sound: how many are read alike is
   all that must be known, because browsers can decode GBK. RARER has some that names of places and of what is taught have beyond them; any
   other character is left out of the proposal. */
(function (form) {
  "use strict";
  const RUNS = `
  a2 ai13 an9 ang3 ao9 ba18 bai8 ban15 bang12 bao17 bei15 ben4 beng6 bi24 bian12 biao4 bie4 bin6 bing9 bo19 bu11 ca1 cai11 can7 cang5 cao5 ce5 ceng2
  cha11 chai3 chan10 chang13 chao9 che6 chen10 cheng15 chi16 chong5 chou12 chu16 chuai1 chuan7 chuang6 chui5 chun7 chuo2 ci12 cong6 cou1 cu4 cuan3 cui8
  cun3 cuo6 da6 dai12 dan15 dang5 dao12 de3 deng7 di19 dian16 diao9 die7 ding9 diu1 dong10 dou8 du14 duan6 dui4 dun9 duo12 e13 en1 er8 fa8 fan17 fang11
  fei12 fen15 feng15 fo1 fou1 fu45 ga2 gai6 gan11 gang9 gao10 ge17 gei1 gen2 geng7 gong15 gou9 gu18 gua6 guai3 guan11 guang3 gui16 gun3 guo6 ha1 hai7
  han19 hang3 hao9 he18 hei2 hen4 heng5 hong9 hou7 hu18 hua9 huai5 huan14 huang14 hui21 hun6 huo10 ji53 jia17 jian40 jiang13 jiao28 jie27 jin20 jing25
  jiong2 jiu17 ju25 juan7 jue10 jun11 ka4 kai5 kan6 kang7 kao4 ke15 ken4 keng2 kong4 kou4 ku7 kua5 kuai4 kuan2 kuang8 kui11 kun4 kuo4 la7 lai3 lan15
  lang7 lao9 le2 lei11 leng3 li34 lia1 lian14 liang11 liao13 lie5 lin12 ling14 liu11 long9 lou6 lu20 lv14 luan6 lve2 lun7 luo12 ma9 mai6 man9 mang6
  mao12 me1 mei16 men3 meng8 mi14 mian9 miao8 mie2 min6 ming6 miu1 mo17 mou3 mu15 na7 nai5 nan3 nang1 nao5 ne1 nei2 nen1 neng1 ni11 nian7 niang2 niao2
  nie7 nin1 ning6 niu4 nong4 nu3 nv1 nuan1 nve2 nuo4 o1 ou7 pa6 pai6 pan8 pang5 pao7 pei9 pen2 peng14 pi17 pian4 piao4 pie2 pin5 ping9 po8 pou1 pu15
  qi36 qia3 qian22 qiang8 qiao15 qie5 qin11 qing13 qiong2 qiu8 qu13 quan11 que8 qun2 ran4 rang5 rao3 re2 ren10 reng2 ri1 rong10 rou3 ru10 ruan2 rui3
  run2 ruo2 sa3 sai4 san4 sang3 sao4 se3 sen1 seng1 sha9 shai2 shan16 shang8 shao11 she12 shen16 sheng11 shi47 shou10 shu33 shua2 shuai4 shuan2 shuang3
  shui4 shun4 shuo4 si16 song8 sou4 su12 suan3 sui11 sun3 suo8 ta9 tai9 tan18 tang13 tao11 te1 teng4 ti15 tian8 tiao5 tie3 ting10 tong13 tou4 tu11 tuan2
  tui6 tun3 tuo11 wa7 wai2 wan17 wang10 wei33 wen10 weng3 wo9 wu29 xi35 xia13 xian26 xiang20 xiao18 xie21 xin10 xing15 xiong7 xiu9 xu19 xuan10 xue6
  xun14 ya16 yan33 yang17 yao15 ye15 yi53 yin16 ying18 yo1 yong15 you20 yu45 yuan20 yue10 yun12 za3 zai7 zan4 zang3 zao14 ze4 zei1 zen1 zeng4 zha14
  zhai6 zhan17 zhang15 zhao10 zhe10 zhen16 zheng15 zhi43 zhong11 zhou14 zhu26 zhua2 zhuai1 zhuan6 zhuang7 zhui6 zhun2 zhuo11 zi15 zong7 zou4 zu8 zuan2
  zui4 zun2 zuo8
`;
  const RARER =
    "鄞yin 甬yong 剡shan 衢qu 嵊sheng 泗si 瓯ou 婺wu 缙jin 鄮mao 岱dai 嵩song 渚zhu 蜻qing 蜓ting 蝌ke 蚪dou 蚯qiu 蚓yin 螃pang 蟋xi 蟀shuai 蚱zha 蝈guo 蟾chan 蜍chu 蜈wu 蚣gong 螳tang 螂lang 鹭lu 鹦ying 鹉wu 鸢yuan 鲨sha 鳐yao 鳍qi 豚tun 貂diao 藓xian 蕨jue 荠ji 茉mo 芙fu 菖chang 薇wei 榕rong 榫sun 枇pi 杷pa 柚you 橘ju 黏nian 霾mai 彗hui 晷gui 璇xuan 玑ji 砝fa 漩xuan 琥hu 珀po 筝zheng 孢bao";
  const OTHERWISE = { 还: "hai", 似: "si", 了: "le", 佛: "fo", 勒: "le" }; // of several readings not that of their place
  const WORDS = {
    音乐: "yin yue",
    乐音: "yue yin",
    乐器: "yue qi",
    民乐: "min yue",
    生长: "sheng zhang",
    成长: "cheng zhang",
    长大: "zhang da",
    宝藏: "bao zang",
    成都: "cheng du",
    银行: "yin hang",
  };
  const LONGEST = 40;
  let soundOf = null;

  function sounds() {
    if (soundOf) return soundOf;
    const bytes = [];
    for (let row = 0xb0; row < 0xd8; row += 1)
      for (let cell = 0xa1; cell < 0xff; cell += 1) if (row < 0xd7 || cell < 0xfa) bytes.push(row, cell); // the last row is not full
    const characters = Array.from(new TextDecoder("gbk").decode(new Uint8Array(bytes)));
    soundOf = new Map();
    RUNS.trim()
      .split(/\s+/)
      .forEach((run) => {
        const [, syllable, count] = /^([a-z]+)(\d+)$/.exec(run);
        characters.splice(0, Number(count)).forEach((character) => soundOf.set(character, syllable));
      });
    RARER.split(" ").forEach((one) => soundOf.set(one[0], one.slice(1)));
    Object.entries(OTHERWISE).forEach(([character, syllable]) => soundOf.set(character, syllable));
    return soundOf;
  }

  function syllables(name) {
    const known = sounds();
    const words = Object.entries(WORDS).reduce((text, [word, read]) => text.split(word).join(` ${read} `), name);
    return (
      Array.from(words, (sign) => (known.has(sign) ? ` ${known.get(sign)} ` : sign))
        .join("")
        .toLowerCase()
        .match(/[a-z0-9]+/g) || []
    );
  }

  /** As many parts as an id has room for. */
  const joined = (parts) =>
    parts.reduce((word, part) => (word.length + 1 + part.length > LONGEST ? word : `${word}-${part}`));

  /** One or two ids for a record of this name, none where it has no sound; `isTaken(id)` says of one that it is in use. */
  form.idsFor = (name, isTaken) => {
    const plain = name.replace(/（[^（）]*）|\([^()]*\)/g, "");
    let parts = syllables(plain.split(/[：:—，,。！？!?]/)[0]);
    if (!parts.length) parts = syllables(plain);
    if (!parts.length) return [];
    if (/^\d/.test(parts[0])) parts = ["no", ...parts];
    const pairs = parts.map((part, place) => (place % 2 ? null : part + (parts[place + 1] || ""))).filter(Boolean);
    const free = (word) => {
      let found = word;
      for (let number = 2; isTaken(found); number += 1) found = `${word}-${number}`;
      return found;
    };
    return Array.from(
      new Set([joined(pairs), joined(parts)].map((word) => free(word.slice(0, LONGEST).replace(/-+$/, "")))),
    );
  };

  const { make, button } = form;

  /** Below the field of an id, ids for what it names as buttons: what is put in is the author's own choice. */
  form.proposeIds = (field) => {
    const isPlace = field.id === "cc-place";
    if (isPlace ? form.draft.opened : field.value) return;
    const { folder, isTaken } = form.submission;
    const list = field.id.split("-").slice(1, -2); // of exhibits: where in the data this one stands
    const one = form.state.get(isPlace ? [] : field.id.split("-").slice(1, -1)) || {};
    const taken = (id) =>
      isPlace ? isTaken(folder(id)) : form.groupsOf(form.state.get(list)).some((other) => other.id === id);
    const row =
      field.parentElement.querySelector(".cc-form__ids") ||
      make("p", { class: "cc-form__row cc-form__ids", role: "status" });
    const use = (id) =>
      button(`用 ${id}`, () => {
        field.value = id;
        row.hidden = true;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
      });
    const ids = form.idsFor(String(one.title || one.name || ""), taken);
    if (!row.isConnected) field.after(row);
    row.replaceChildren(
      make("span", { text: ids.length ? "按名称的拼音：" : "先写名称，这里就按拼音提一个编号。" }),
      ...ids.map(use),
    );
    row.hidden = false;
  };
})((window.courseForm = window.courseForm || {}));
